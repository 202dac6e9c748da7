import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { rollOutModelVersion } from '../services/mutations/roll-out-model-version.js';
import type { Context } from './context.js';
import { RollOutModelVersionInput, RollOutModelVersionPayload } from './roll-out.input.js';
import { toPayload } from './user-errors.js';

@Resolver()
export class RollOutResolver {
  @Mutation(() => RollOutModelVersionPayload, {
    description:
      'Puts a version behind an alias without a gap: checks it, starts it, moves the alias, waits, stops the one before. Whatever goes wrong leaves the alias where it was. DEFAULT_STOP_AFTER does not count for it.',
  })
  rollOutModelVersion(
    @Ctx() context: Context,
    @Arg('input', () => RollOutModelVersionInput, { description: 'What is rolled out, and how.' })
    input: RollOutModelVersionInput,
  ) {
    const { gate, bake, stopPrevious } = input;
    return toPayload(context, 'rollOutModelVersion', input, () =>
      rollOutModelVersion({
        ...{ aliasName: input.aliasName, modelVersionArn: input.modelVersionArn },
        minInferenceUnits: input.minInferenceUnits,
        maxInferenceUnits: input.maxInferenceUnits ?? null,
        gate: { minF1Score: gate?.minF1Score ?? null, maxLabelF1Drop: gate?.maxLabelF1Drop ?? null },
        ...{ bakeMs: bake ?? 0, stopsPrevious: stopPrevious },
      }),
    );
  }
}
