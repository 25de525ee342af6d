import { secret } from "actionary";

export const figma = secret({ name: "figma", keys: ["FIGMA_TOKEN", "FIGMA_TEAM"] });
export const canva = secret({ name: "canva", keys: ["CANVA_TOKEN"] });

export function designTool(): typeof figma {
  return figma;
}

export const printTool = () => canva;
