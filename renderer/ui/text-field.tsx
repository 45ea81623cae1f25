import { useId, type ComponentProps } from 'react'
import field from './field.module.css'

interface TextFieldProps extends Omit<ComponentProps<'input'>, 'id' | 'className' | 'onChange'> {
  readonly label: string
  onText(text: string): void
}

/** An input under its label; the children stand below it. */
export function TextField({ label, onText, children, ...input }: TextFieldProps) {
  const id = useId()
  return (
    <div>
      <label className={field.label} htmlFor={id}>
        {label}
      </label>
      <input
        {...input}
        id={id}
        className={field.input}
        onChange={(event) => onText(event.target.value)}
      />
      {children}
    </div>
  )
}
