const allowedNames =
  /^(?:PATH|HOME|LANG|LC_.+|TZ|TMPDIR|TEMP|TMP|SYSTEMROOT|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|HTTPS?_PROXY|NO_PROXY)$/iu

/** A program gets no variable that could hold a secret or change the settings in its message. */
export function pickChildEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const entries = Object.entries(env).filter(
    (entry): entry is [string, string] => allowedNames.test(entry[0]) && entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}
