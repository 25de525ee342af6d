import { endpoint } from "actionary";

export const metrics = endpoint("metrics", "http://metrics.example.com:9090");

/**
 * Ask for what has another port.
 */
export async function other(): Promise<boolean> {
  return (await fetch("https://api.example.com:8443/x")).ok && (await fetch(metrics.url("/api"))).ok;
}

/**
 * Ask for what has the scheme's own port.
 */
export async function own(): Promise<boolean> {
  return (await fetch("https://api.example.com:443/x")).ok && (await fetch("http://plain.example.com:80/")).ok;
}
