import { ExternalLink } from 'lucide-react'
import { useContext } from 'react'
import { Button } from '../../ui/button.tsx'
import button from '../../ui/button.module.css'
import { classNames } from '../../ui/class-names.ts'
import { SettingsContext } from '../../view/settings-context.ts'

interface CustomerButtonProps {
  /** The customer's page. */
  readonly page: string
  readonly children: string
}

/** Opens the page on which a person is the customer. A browser opens it itself, the desktop asks one to. */
export function CustomerButton({ page, children }: CustomerButtonProps) {
  const { settings, actions } = useContext(SettingsContext)
  if (settings.place === 'desktop') {
    return (
      <Button size="small" icon={ExternalLink} onClick={() => actions.beCustomer()}>
        {children}
      </Button>
    )
  }
  return (
    <a
      href={page}
      target="_blank"
      rel="noreferrer"
      className={classNames(button.button, button.plain, button.small)}
    >
      <ExternalLink size={16} aria-hidden="true" />
      {children}
    </a>
  )
}
