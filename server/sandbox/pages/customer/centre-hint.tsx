import { useState } from 'react'
import { readCentre, type Centre } from './customer-api.ts'
import { useEvery } from './use-every.ts'

const POLL_MS = 2000

/** Says before the call that it will wait, and leads to a phone at which it can be answered. */
export function CentreHint() {
  const [centre, setCentre] = useState<Centre | null>(null)
  useEvery(POLL_MS, async () => setCentre(await readCentre()))
  if (centre === null) return null
  const { available, links } = centre
  return (
    <div className={available === 0 ? 'hint waits' : 'hint'}>
      <output aria-label="Contact centre">{availableText(available)}</output>
      {links.length > 0 && (
        <span className="links">
          {links.map(({ text, url }) => (
            <a key={url} href={url} target="_blank" rel="noopener">
              {text}
            </a>
          ))}
        </span>
      )}
    </div>
  )
}

function availableText(available: number): string {
  if (available === 0) return 'No one is Available: the call will wait.'
  return available === 1 ? '1 agent is Available.' : `${available} agents are Available.`
}
