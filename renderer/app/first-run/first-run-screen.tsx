import type { ComponentProps } from 'react'
import '../../ui/tokens.css'
import '../../ui/global.css'
import { FirstRun } from '../../features/first-run/first-run.tsx'
import { Providers } from '../providers.tsx'

/** The assistant as a whole screen, in place of the desk. */
export function FirstRunScreen(props: ComponentProps<typeof FirstRun>) {
  return (
    <Providers clockOffsetMs={0}>
      <FirstRun {...props} />
    </Providers>
  )
}
