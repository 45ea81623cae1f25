import { hotkeyNames, hotkeys, toPhrase } from '../contract/hotkey-names.ts'

/** The table in resources/docs/phone.md: the default keys on Windows and elsewhere. */
export function hotkeyTable(): string {
  const rows = hotkeyNames.map((name) => {
    const { onWindows, elsewhere } = hotkeys[name]
    return `| ${toPhrase(hotkeys[name])} | ${keyText(onWindows)} | ${keyText(elsewhere)} |`
  })
  const head = '| to | on Windows | elsewhere (on a Mac Command for Ctrl) |\n| --- | --- | --- |'
  return [head, ...rows].join('\n')
}

function keyText(accelerator: string | null): string {
  return accelerator?.replace('CommandOrControl', 'Ctrl') ?? 'none until you choose one'
}
