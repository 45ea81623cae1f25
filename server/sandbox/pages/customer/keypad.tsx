import { useEffect } from 'react'

const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const
const NAMES: Readonly<Record<string, string>> = { '*': 'Star', '#': 'Hash' }

/** The telephone's keys, also by the computer's own. */
export function Keypad({ onPress }: { onPress: (key: string) => void }) {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      const typing = event.target instanceof HTMLInputElement
      if (typing || event.ctrlKey || event.metaKey) return
      if (KEYS.some((key) => key === event.key)) onPress(event.key)
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onPress])

  return (
    <>
      <fieldset className="keypad" aria-label="Keypad">
        {KEYS.map((key) => (
          <button
            key={key}
            type="button"
            aria-label={NAMES[key] ?? key}
            onClick={() => onPress(key)}
          >
            {key}
          </button>
        ))}
      </fieldset>
      <p className="keys">The keys 0–9, * and # of your keyboard work too.</p>
    </>
  )
}
