import { X } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { Button } from './button.tsx'

interface DismissButtonProps {
  onDismiss(): void
}

/** The button that closes a banner. */
export function DismissButton({ onDismiss }: DismissButtonProps) {
  return (
    <Button
      size="small"
      variant="quiet"
      pictureOnly
      icon={X}
      aria-label={useText().shell.dismiss}
      onClick={onDismiss}
    />
  )
}
