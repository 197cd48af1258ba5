/** Files that hold weights and texts, whole or not at all, and are checked when they are read. */
package generative.exchange;
