import sharp from "sharp";

/**
 * Resize a picture.
 *
 * A native add-on.
 *
 * @title sharp
 * @permission native
 */
export async function useSharp(): Promise<number> {
  const picture = { width: 4, height: 4, channels: 3, background: "red" } as const;
  const { info } = await sharp({ create: picture }).resize(2).png().toBuffer({ resolveWithObject: true });
  return info.width;
}
