/** What is minimized: each class one formula with its source, usable by hand and as a DJL loss. */
package generative.objective;
