import { useContext } from 'react'
import type { Actions } from '../../view/actions.ts'
import { useText } from '../../i18n/text.ts'
import { Button } from '../../ui/button.tsx'
import { ScreensContext } from '../../view/screens.ts'
import { SettingsContext } from '../../view/settings-context.ts'
import styles from './microphone-help.module.css'
import { findOtherMicrophone } from './other-microphone.ts'

/** Another microphone in one press where there is one, the list of them, or another look. */
export function MissingMicrophone({ actions }: { actions: Actions }) {
  const text = useText()
  const words = text.otherMicrophone
  const { settings, actions: settingsActions } = useContext(SettingsContext)
  const { showSettings } = useContext(ScreensContext)
  const managed = settings.effective.sources['audio.microphone'] === 'policy'
  const other = managed ? null : findOtherMicrophone(settings)
  if (other === null) {
    return (
      <Button size="small" onClick={() => actions.fixReadiness()}>
        {text.failure['microphone-missing'].fix}
      </Button>
    )
  }
  const { device, isBuiltIn } = other
  return (
    <div className={styles.others}>
      <Button size="small" onClick={() => settingsActions.change({ 'audio.microphone': device })}>
        {isBuiltIn ? words.builtIn : words.use(device.label)}
      </Button>
      <Button size="small" onClick={showSettings}>
        {words.choose}
      </Button>
    </div>
  )
}
