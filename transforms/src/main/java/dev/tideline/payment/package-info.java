/**
 * Payments: their view, their JSON, their bytes and the rules that they must keep; and the tokens
 * that stand for card numbers, which nothing beyond here sees. {@link
 * dev.tideline.payment.AllPaymentsRules} is shared by the pipelines that count payments, {@link
 * dev.tideline.fraud} and {@link dev.tideline.gateway}.
 */
package dev.tideline.payment;
