/**
 * How good a model is: bounds and likelihoods on examples that training did not see; how far what
 * it generates is from what is real, by several measures, each blind to something else.
 */
package generative.evaluation;
