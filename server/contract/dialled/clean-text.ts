/** Marks of direction, joiners, soft hyphens and variation selectors, which come with a copied number. */
const UNSEEN = /\p{Default_Ignorable_Code_Point}/gu
/** Full-width forms have the same distance from ASCII, each. */
const FULL_WIDTH = /[\uFF01-\uFF5E]/gu
const FULL_WIDTH_OFFSET = 0xfee0
const ARABIC_DIGIT = /[\u0660-\u0669\u06F0-\u06F9]/gu

/**
 * A text without what is invisible, and with ASCII spaces, dashes, digits and signs. Nothing visible is left out. Line breaks and
 * tabs stay, because they separate numbers.
 */
export function cleanText(text: string): string {
  return text
    .replaceAll(UNSEEN, '')
    .replaceAll(FULL_WIDTH, (sign) => String.fromCharCode(sign.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replaceAll(ARABIC_DIGIT, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replaceAll(/\p{Zs}/gu, ' ')
    .replaceAll(/[\p{Pd}\u2212]/gu, '-')
    .trim()
}
