"""Python's side of Subject.java and GameSubject.java: the same networks, losses and optimizers."""

from dataclasses import dataclass
from typing import Callable

import torch
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, relu

LATENT = 64
PENALTY = 10
CLIP = 0.01


@dataclass
class Subject:
    """What a network minimizes on a batch, and how it goes down."""

    loss: Callable
    parameters: list
    batch: int = 150
    optimizer: Callable = lambda parameters, fused: torch.optim.Adam(parameters, lr=1e-3, fused=fused)
    clip: float = 0

    def stepper(self, fused):
        """A function that takes one step on a batch and returns the loss."""
        optimizer = self.optimizer(self.parameters, fused)

        def step(x):
            optimizer.zero_grad()
            loss = self.loss(x)
            loss.backward()
            optimizer.step()
            if self.clip:
                with torch.no_grad():
                    for weight in self.parameters:
                        weight.clamp_(-self.clip, self.clip)
            return loss.detach()

        return step


def named(name):
    return {
        "autoencoder": autoencoder,
        "vae": variational,
        "critic-penalty": critic_with_penalty,
        "critic-clipped": clipped_critic,
        "critic-convolutional": convolutional_critic,
    }[name]()


def perceptron(*sizes, batch_norm=False):
    modules = []
    for inputs, units in zip(sizes, sizes[1:]):
        linear = nn.Linear(inputs, units)
        nn.init.kaiming_normal_(linear.weight)
        nn.init.zeros_(linear.bias)
        modules += [linear, *([nn.BatchNorm1d(units)] if batch_norm else []), nn.ReLU()]
    return nn.Sequential(*modules[: -2 if batch_norm else -1])


def autoencoder():
    encoder, decoder = perceptron(784, 500, 500, 20), perceptron(20, 500, 500, 784)

    def loss(x):
        return (decoder(encoder(x)).sigmoid() - x).square().mean()

    return Subject(loss, [*encoder.parameters(), *decoder.parameters()])


def variational():
    trunk, decoder = perceptron(784, 500, 500), perceptron(20, 500, 500, 784)
    heads = perceptron(500, 20), perceptron(500, 20)

    def loss(x):
        features = relu(trunk(x))
        mean, gamma = (head(features) for head in heads)
        z = mean + (0.5 * gamma).exp() * torch.randn_like(mean)
        reconstruction = binary_cross_entropy_with_logits(decoder(z), x, reduction="sum")
        latent = 0.5 * (gamma.exp() + mean.square() - 1 - gamma).sum()
        return (reconstruction + latent) / len(x)

    parts = (trunk, *heads, decoder)
    return Subject(loss, [weight for part in parts for weight in part.parameters()])


def critic_with_penalty():
    """The step of I. Gulrajani et al., 2017."""
    return penalized(perceptron(LATENT, 512, 512, 784, batch_norm=True), perceptron(784, 512, 512, 1))


def convolutional_critic(filters=32):
    """Likewise, with the convolutions of A. Radford et al., 2016."""
    generator = nn.Sequential(
        nn.Linear(LATENT, 2 * filters * 49), nn.Unflatten(1, (2 * filters, 7, 7)),
        nn.BatchNorm2d(2 * filters), nn.ReLU(),
        nn.ConvTranspose2d(2 * filters, filters, 4, 2, 1), nn.BatchNorm2d(filters), nn.ReLU(),
        nn.ConvTranspose2d(filters, 1, 4, 2, 1))
    critic = nn.Sequential(
        nn.Unflatten(1, (1, 28, 28)),
        nn.Conv2d(1, filters, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Conv2d(filters, 2 * filters, 4, 2, 1), nn.LeakyReLU(0.2),
        nn.Flatten(), nn.Linear(2 * filters * 49, 1))
    return penalized(nn.Sequential(generator, nn.Flatten()), critic)


def penalized(generator, critic):
    def loss(real):
        fake = fakes(generator, len(real))
        between = torch.rand(len(real), 1)
        points = (fake + between * (real - fake)).requires_grad_()
        (slopes,) = torch.autograd.grad(critic(points).sum(), points, create_graph=True)
        penalty = PENALTY * (slopes.norm(dim=1) - 1).square()
        return critic(fake).mean() - critic(real).mean() + penalty.mean()

    def adam(parameters, fused):
        return torch.optim.Adam(parameters, lr=1e-4, betas=(0.0, 0.9), fused=fused)

    return Subject(loss, [*critic.parameters()], 64, adam)


def clipped_critic():
    """The step of M. Arjovsky et al., 2017."""
    generator = perceptron(LATENT, 512, 512, 784)
    critic = perceptron(784, 512, 512, 1)

    def loss(real):
        fake = fakes(generator, len(real))
        return critic(fake).mean() - critic(real).mean()

    def rms_prop(parameters, fused):
        return torch.optim.RMSprop(parameters, lr=5e-5)

    return Subject(loss, [*critic.parameters()], 64, rms_prop, CLIP)


def fakes(generator, n):
    with torch.no_grad():
        return generator(torch.randn(n, LATENT)).sigmoid()
