/**
 * {@code assay check}: what another contract would do, before it is adopted. Must not hold: how
 * contracts differ ({@code schemas}) or what they do to records ({@code transforms.check}).
 */
package dev.assay.pipelines.check;
