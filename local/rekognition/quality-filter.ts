import type { FoundFace } from './faces/analysis.ts';

export type QualityFilter = 'NONE' | 'AUTO' | 'LOW' | 'MEDIUM' | 'HIGH';

/** The minimum for a face. */
interface Bar {
  /** The shorter side, in pixels. */
  pixels: number;
  /** 0 to 100. */
  confidence: number;
  sharpness: number;
  brightness: number;
  /** The most that the head may be turned, in degrees. */
  turned: number;
}

const bars: Record<QualityFilter, Bar | undefined> = {
  NONE: undefined,
  LOW: { pixels: 32, confidence: 50, sharpness: 4, brightness: 5, turned: 65 },
  AUTO: { pixels: 40, confidence: 55, sharpness: 8, brightness: 8, turned: 60 },
  MEDIUM: { pixels: 50, confidence: 70, sharpness: 15, brightness: 12, turned: 45 },
  HIGH: { pixels: 80, confidence: 85, sharpness: 30, brightness: 20, turned: 30 },
};

/** The reasons why a face does not pass a filter; empty if it passes. */
export function reasonsAgainst({ pixels, detail }: FoundFace, filter: QualityFilter): string[] {
  const bar = bars[filter];
  if (!bar) return [];
  const { Confidence, Quality, Pose } = detail;
  const reasons: [boolean, string][] = [
    [pixels < bar.pixels, 'SMALL_BOUNDING_BOX'],
    [Confidence < bar.confidence, 'LOW_CONFIDENCE'],
    [Quality.Sharpness < bar.sharpness, 'LOW_SHARPNESS'],
    [Quality.Brightness < bar.brightness, 'LOW_BRIGHTNESS'],
    [Math.max(Math.abs(Pose.Yaw), Math.abs(Pose.Pitch)) > bar.turned, 'EXTREME_POSE'],
  ];
  return reasons.filter(([fails]) => fails).map(([, reason]) => reason);
}
