/** Pictures of transport: plans as matrices, flows, grains. */
package generative.plot.transport;
