import { ShieldAlert } from 'lucide-react'
import type { PolicyFailure } from '../../../electron/contract/program.ts'
import { useText } from '../../i18n/text.ts'
import { Banner } from '../../ui/banner.tsx'

/** Policies of an administrator that cannot be read: shown so that the agent can report them. */
export function PolicyFailures({
  failures,
}: {
  readonly failures: readonly PolicyFailure[] | undefined
}) {
  const text = useText().program
  if (failures === undefined || failures.length === 0) return null
  const each = failures.map(({ where, key, why }) => text.policyFailure(where, key, why))
  return (
    <Banner tone="danger" icon={ShieldAlert} says={[text.policyFailures, ...each].join('\n')} />
  )
}
