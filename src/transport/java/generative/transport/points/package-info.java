/** The exact earth mover's distance between points in few dimensions, without a matrix of costs. */
package generative.transport.points;
