import type { ClipboardEvent } from 'react'

/**
 * A text field drops the line breaks of pasted text, which would join two numbers. They are pasted as `|`,
 * so that the agent sees it and nothing is dialled.
 */
export function pasteLines(
  event: ClipboardEvent<HTMLInputElement>,
  onText: (text: string) => void,
): void {
  const lines = event.clipboardData
    .getData('text')
    .split(/[\r\n]+/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  if (lines.length < 2) return
  event.preventDefault()
  const { value, selectionStart, selectionEnd } = event.currentTarget
  const before = value.slice(0, selectionStart ?? value.length)
  const after = value.slice(selectionEnd ?? value.length)
  onText(`${before}${lines.join(' | ')}${after}`)
}
