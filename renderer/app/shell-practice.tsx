import { Headset } from 'lucide-react'
import { useContext } from 'react'
import { useText } from '../i18n/text.ts'
import { Banner } from '../ui/banner.tsx'
import { Button } from '../ui/button.tsx'
import { SettingsContext } from '../view/settings-context.ts'

/** On the sandbox of this computer nobody calls by themselves: the person can be the customer, too. */
export function Practice() {
  const text = useText().ownServer
  const { settings, actions } = useContext(SettingsContext)
  if ((settings.bundled?.customerPage ?? null) === null) return null
  return (
    <Banner tone="neutral" icon={Headset} says={text.practice}>
      <Button size="small" onClick={() => actions.beCustomer()}>
        {text.customerOpen}
      </Button>
    </Banner>
  )
}
