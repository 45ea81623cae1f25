import { defaultKeys, hotkeyNames, hotkeys, toPhrase } from '../contract/hotkey-names.ts'

/** The table in resources/docs/phone.md: the default keys on Windows and elsewhere. */
export function hotkeyTable(): string {
  const rows = hotkeyNames.map((name) => {
    const hotkey = hotkeys[name]
    const keys = (['onWindows', 'elsewhere'] as const).map((system) =>
      toText(defaultKeys(hotkey, system)),
    )
    return `| ${[toPhrase(hotkey), ...keys].join(' | ')} |`
  })
  const head = '| to | on Windows | elsewhere (on a Mac Command for Ctrl) |\n| --- | --- | --- |'
  return [head, ...rows].join('\n')
}

function toText(accelerator: string | null): string {
  return accelerator?.replace('CommandOrControl', 'Ctrl') ?? 'none until you choose one'
}
