import { useState } from 'react'
import { CALL_AGAIN_SECONDS } from './call-again.ts'
import { useEvery } from './use-every.ts'

/** Calls again after a pause, unless the person does not want that. */
export function CallAgain({ onCall }: { onCall: () => void }) {
  const [left, setLeft] = useState(CALL_AGAIN_SECONDS + 1)
  const [wanted, setWanted] = useState(true)
  useEvery(wanted && left > 0 ? 1000 : null, () => {
    setLeft(left - 1)
    if (left === 1) onCall()
  })
  if (!wanted) return null
  return (
    <p className="row again">
      <span>{`No agent answered. You call again in ${Math.max(left, 0)} s.`}</span>
      <button type="button" onClick={() => setWanted(false)}>
        Don't call again
      </button>
    </p>
  )
}
