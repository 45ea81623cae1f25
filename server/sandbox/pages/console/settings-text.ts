/** The properties of an object that are set, as text: `join.beep="true" timeoutSeconds=30`. */
export function settingsText(settings: object, path = ''): string {
  return Object.entries(settings)
    .filter(([, value]) => value !== null && value !== undefined && value !== false && value !== '')
    .map(([name, value]: [string, unknown]) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? settingsText(value, `${path}${name}.`)
        : `${path}${name}=${JSON.stringify(value)}`,
    )
    .join(' ')
}
