const loaders = {
  main: () => fetch("https://main.example.com/"),
  spare: () => fetch("https://spare.example.com/"),
};

/**
 * Look at a stage.
 *
 * @param isLive - Whether the live one is meant.
 */
export async function look(isLive: boolean): Promise<boolean> {
  const response = isLive ? await fetch("https://live.example.com/") : await fetch("https://test.example.com/");
  return response.ok;
}

/**
 * Load from one of two places.
 *
 * @param place - Which place.
 */
export async function load(place: "main" | "spare"): Promise<boolean> {
  return (await loaders[place]()).ok;
}
