import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'
import { usePlainPresses } from '../ui/keys/plain-press.ts'
import { ServerClock } from '../ui/time/clock.tsx'

interface ProvidersProps {
  readonly clockOffsetMs: number
  readonly children: ReactNode
}

const tooltipDelayMs = 500

export function Providers({ clockOffsetMs, children }: ProvidersProps) {
  usePlainPresses()
  return (
    <ServerClock offsetMs={clockOffsetMs}>
      <Tooltip.Provider delayDuration={tooltipDelayMs}>{children}</Tooltip.Provider>
    </ServerClock>
  )
}
