import { secret } from "actionary";

export const spotify = secret({ name: "spotify", keys: ["SPOTIFY_TOKEN"] });
export const deezer = secret({ name: "deezer", keys: ["DEEZER_TOKEN"] });
export const tidal = secret({ name: "tidal", keys: ["TIDAL_TOKEN"] });

export const headers = {
  spotify: () => ({ authorization: spotify.get("SPOTIFY_TOKEN") }),
  deezer() {
    return { authorization: deezer.get("DEEZER_TOKEN") };
  },
  more: {
    tidal: () => ({ authorization: tidal.get("TIDAL_TOKEN") }),
  },
};
