using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Intake.Sweeps;

/// <summary>How much of the storage a pass over all accounts may take: <c>Sweeps__*</c>.</summary>
public sealed class SweepOptions
{
    /// <summary>How many slices run side by side, 1 to 64.</summary>
    [Range(1, 64)]
    public int Lanes { get; set; } = 4;

    /// <summary>How many accounts are in a slice, 1 to 500.</summary>
    [Range(1, 500)]
    public int Accounts { get; set; } = 50;
}

/// <summary>Checks <see cref="SweepOptions"/> at the start.</summary>
[OptionsValidator]
internal sealed partial class SweepOptionsValidator : IValidateOptions<SweepOptions>;
