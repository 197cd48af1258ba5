/**
 * The earth mover's distance, exact, with plan, prices and a certificate; it needs the JDK alone.
 */
module generative.transport {
  exports generative.transport;
}
