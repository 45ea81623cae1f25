import { useEffect, useState } from 'react'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

const key = 'cordboard.theme'

/** The theme among `themes` that a text names; `system` for anything else. */
export function readTheme(text: string | null | undefined): Theme {
  return themes.find((theme) => theme === text) ?? 'system'
}

/** The agent's choice of appearance, remembered on this machine and written to the page's `data-theme`. */
export function useTheme(): readonly [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState(() =>
    readTheme(document.documentElement.dataset['theme'] ?? localStorage.getItem(key)),
  )
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
  }, [theme])
  function choose(chosen: Theme) {
    localStorage.setItem(key, chosen)
    setTheme(chosen)
  }
  return [theme, choose]
}
