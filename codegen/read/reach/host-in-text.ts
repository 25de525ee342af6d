const addressForm = /^(?:https?|wss?):\/\//i;

/**
 * Returns the host of a text that is a URL, with its port where it is not the scheme's own; undefined for any other text. Of
 * the beginning of a text (`isHead`) the host counts only when a path, a query or a fragment follows it: otherwise what comes
 * next belongs to it, and the host is `""`.
 */
export function hostInText(text: string, isHead: boolean): string | undefined {
  if (!addressForm.test(text) || /\s/.test(text)) return undefined;
  const authority = text.replace(addressForm, "");
  if (isHead && !/[/?#]/.test(authority)) return "";
  if (!URL.canParse(text)) return authority === "" ? "" : undefined;
  return new URL(text).host;
}
