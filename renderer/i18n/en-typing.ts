/** The words of fields and keys: what clears a field. */
export const typing = {
  clear: 'Clear the number',
}
