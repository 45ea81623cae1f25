import { X } from 'lucide-react'
import { useText } from '../i18n/text.ts'
import { IconButton } from './button.tsx'

interface DismissButtonProps {
  onDismiss(): void
}

/** The button that closes a banner. */
export function DismissButton({ onDismiss }: DismissButtonProps) {
  return <IconButton icon={X} label={useText().shell.dismiss} onClick={onDismiss} />
}
