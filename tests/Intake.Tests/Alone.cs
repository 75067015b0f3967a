namespace Intake.Tests;

/// <summary>Tests that measure the process, such as its memory: nothing else runs beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
