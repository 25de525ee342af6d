/**
 * Returns the URL that is configured for an endpoint. Names of environment variables have no small letters and no dashes:
 * `ACTIONARY_ENDPOINT_MY_API` is `my-api`, too.
 */
export function configuredUrl(endpoints: Readonly<Record<string, string>>, name: string): string | undefined {
  const variableName = name.toLowerCase().replace(/[^a-z0-9]/g, "_");
  const found = [name, variableName].find((each) => Object.hasOwn(endpoints, each));
  return found === undefined ? undefined : endpoints[found];
}
