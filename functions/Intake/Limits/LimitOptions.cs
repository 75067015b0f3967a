using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Intake.Limits;

/// <summary>Settings <c>Limits__*</c>; 0 switches a limit off.</summary>
public sealed class LimitOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Limits";

    // The ids that a counter holds must fit in one column.
    private const int Most = 1500;

    /// <summary>Posts of forms from one address in a minute, by each instance; what is above is refused with 429.</summary>
    [Range(0, 1_000_000)]
    public int PostsPerMinute { get; set; } = 30;

    /// <summary>Seconds that nobody is quicker than between the showing of a form and its post, where the form says nothing else.</summary>
    [Range(0, 60)]
    public int MinSeconds { get; set; } = 2;

    /// <summary>Posts of one form within an hour; what is above is quarantined. Off: how many are too many, the campaign tells.</summary>
    [Range(0, Most)]
    public int FormPerHour { get; set; }

    /// <summary>Posts of forms from one address within an hour; what is above is quarantined.</summary>
    [Range(0, Most)]
    public int AddressPerHour { get; set; } = 100;

    /// <summary>Posts of forms within an hour that make us mail one recipient, all spellings of the address together; what is above is quarantined.</summary>
    [Range(0, Most)]
    public int RecipientPerHour { get; set; } = 10;
}

/// <summary>Checks them at the start.</summary>
[OptionsValidator]
internal sealed partial class ValidateLimitOptions : IValidateOptions<LimitOptions>;
