/** Keys that a browser or a system keeps for itself, or that edit text in every field. */
const kept: readonly RegExp[] = [
  // Tabs, windows, reload, print, search, zoom; copy, paste, undo and the other keys of a text field.
  /^CommandOrControl\+(?:Shift\+)?(?:[ACFHIJLMNPQRSTVWXYZ0-9]|[=,-]|Tab|Space|F4|F5)$/u,
  /^CommandOrControl\+(?:Shift\+)?(?:Left|Right|Up|Down|Home|End|Backspace|Delete|Insert)$/u,
  // Switching programs and pages.
  /^Alt\+(?:Shift\+)?(?:F4|Tab|Space|Left|Right|Home|Enter)$/u,
  /^(?:Shift\+)?(?:F5|F11|F12)$/u,
  /(?:^|\+)Super\+/u,
]

/** Whether a key would not reach the page, or would be missed where text is edited. */
export function isKeptBack(key: string): boolean {
  return kept.some((pattern) => pattern.test(key))
}
