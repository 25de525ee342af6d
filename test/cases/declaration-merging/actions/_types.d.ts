interface FromActions {
  y: string;
}

declare module "virtual:settings" {
  export interface Settings {
    mode: "light" | "dark";
  }
}
