import type { Instant } from '@policytrail/core';

export interface PricingVersion {
  readonly at: Instant;
  readonly by: string;
  readonly label: string;
  readonly title: string;
  readonly changeNotes: string;
  readonly maxDiscountPct: string;
  readonly maxManagerDiscountPct: string;
  readonly minMarginPct: string;
  readonly maxDealValue: string;
}

type Limits = readonly [discount: string, managerDiscount: string, margin: string, dealValue: string];

const version = (
  at: Instant,
  by: string,
  [label, title]: readonly [string, string],
  limits: Limits,
  changeNotes: string,
): PricingVersion => {
  const [maxDiscountPct, maxManagerDiscountPct, minMarginPct, maxDealValue] = limits;
  return { at, by, label, title, changeNotes, maxDiscountPct, maxManagerDiscountPct, minMarginPct, maxDealValue };
};

const autumn = 'Autumn 2025 Pricing Policy';
const firstQuarter = 'Q1 2026 Pricing Policy';
const spring = 'Spring 2026 Pricing Policy';
const secondHalf = 'H2 2026 Pricing Policy';

/** A dozen versions over a year. */
export const pricingVersions: readonly PricingVersion[] = [
  version(
    '2025-09-15T08:00:00.000Z',
    'ines',
    ['v1.0.0', autumn],
    ['25', '35', '8', '150000'],
    'First written policy; before, caps were agreed by mail',
  ),
  version(
    '2025-10-06T13:20:00.000Z',
    'ines',
    ['v1.0.1', autumn],
    ['25', '35', '10', '150000'],
    'Margin floor raised after the October forecast',
  ),
  version(
    '2025-11-24T07:45:00.000Z',
    'tomas',
    ['v1.1.0', autumn],
    ['30', '40', '10', '150000'],
    'Year-end campaign: caps up until December 31',
  ),
  version('2026-01-02T09:00:00.000Z', 'tomas', ['v1.1.1', autumn], ['25', '35', '10', '150000'], 'Campaign ended'),
  version(
    '2026-01-12T10:15:00.000Z',
    'ines',
    ['v1.2.0', firstQuarter],
    ['20', '30', '10', '250000'],
    'Agreed with finance for the first quarter',
  ),
  version(
    '2026-02-24T16:30:00.000Z',
    'ines',
    ['v1.3.0', firstQuarter],
    ['15', '30', '10', '250000'],
    'Cap lowered: a third of all quotes sat just below 20%',
  ),
  version(
    '2026-03-16T08:30:00.000Z',
    'mei',
    ['v1.3.1', firstQuarter],
    ['15', '25', '10', '250000'],
    'VP of finance wants to see everything above 25%',
  ),
  version(
    '2026-04-07T12:00:00.000Z',
    'ines',
    ['v2.0.0', spring],
    ['18', '28', '12', '250000'],
    'Spring price list: margin floor 12%, a little more room for discounts',
  ),
  version(
    '2026-05-19T14:40:00.000Z',
    'tomas',
    ['v2.0.1', spring],
    ['18', '28', '12', '200000'],
    'Credit insurance covers 200,000 USD from now on',
  ),
  version(
    '2026-07-01T06:00:00.000Z',
    'ines',
    ['v2.1.0', secondHalf],
    ['15', '25', '12', '200000'],
    'Second half: back to 15%',
  ),
  version(
    '2026-08-25T09:10:00.000Z',
    'mei',
    ['v2.1.1', secondHalf],
    ['15', '25', '14', '200000'],
    'Freight costs: margin floor 14%',
  ),
  version(
    '2026-09-21T11:05:00.000Z',
    'ines',
    ['v2.2.0', secondHalf],
    ['17.5', '25', '14', '200000'],
    'Half-way between sales and finance',
  ),
];
