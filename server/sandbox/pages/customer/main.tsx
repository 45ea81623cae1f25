import { createRoot } from 'react-dom/client'
import '../shared/tokens.css'
import './customer.css'
import { Customer } from './customer.tsx'

const root = document.getElementById('root')
if (root !== null) createRoot(root).render(<Customer />)
