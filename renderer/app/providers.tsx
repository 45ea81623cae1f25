import { Tooltip } from 'radix-ui'
import { useContext, type ReactNode } from 'react'
import { createKeyTable, KeyTableContext } from '../ui/keys/key-table.ts'
import { usePlainPresses } from '../ui/keys/plain-press.ts'
import { ServerClock } from '../ui/time/clock.tsx'
import { SettingsContext } from '../view/settings-context.ts'

interface ProvidersProps {
  readonly clockOffsetMs: number
  readonly children: ReactNode
}

const tooltipDelayMs = 500

export function Providers({ clockOffsetMs, children }: ProvidersProps) {
  usePlainPresses()
  const { values } = useContext(SettingsContext).settings.effective
  return (
    <ServerClock offsetMs={clockOffsetMs}>
      <KeyTableContext value={createKeyTable(values)}>
        <Tooltip.Provider delayDuration={tooltipDelayMs}>{children}</Tooltip.Provider>
      </KeyTableContext>
    </ServerClock>
  )
}
