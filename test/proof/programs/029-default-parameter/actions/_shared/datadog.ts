import { secret } from "actionary";

export const datadog = secret({ name: "datadog", keys: ["DD_API_KEY", "DD_APP_KEY"] });

export async function query(
  path: string,
  key = datadog.get("DD_API_KEY"),
  app: string = application(),
): Promise<string> {
  const response = await fetch(`https://api.datadoghq.com/api/v1/${path}`, {
    headers: { "dd-api-key": key, "dd-application-key": app },
  });
  return response.text();
}

function application(): string {
  return datadog.get("DD_APP_KEY");
}

export function describe(path: string): string {
  return `GET ${path}`;
}
