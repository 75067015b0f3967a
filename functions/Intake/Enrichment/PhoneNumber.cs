using PhoneNumbers;

namespace Intake.Enrichment;

/// <summary>A phone number that can be dialled from anywhere.</summary>
/// <param name="E164">Such as <c>+31384567890</c>.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the numbering plan; null for numbers of no country.</param>
public sealed record PhoneNumber(string E164, string? Country)
{
    private const int MaxInput = 50;

    /// <summary>Reads a number as typed; null when it is not a valid number.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="country">Country in which it would be dialled like this; null when unknown: then only a number with <c>+</c> can be read.</param>
    public static PhoneNumber? Parse(string? typed, string? country)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > MaxInput) return null;
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(WithPlus(typed.Trim()), country);
            return numbers.IsValidNumber(number) ? new(numbers.Format(number, PhoneNumberFormat.E164), CountryOf(numbers.GetRegionCodeForNumber(number))) : null;
        }
        catch (NumberParseException)
        {
            return null; // the library's way to say that it is no number
        }
    }

    // 00 is the international prefix in nearly all of Europe; with a country unknown the library cannot tell.
    private static string WithPlus(string typed) => typed.StartsWith("00", StringComparison.Ordinal) ? "+" + typed[2..].TrimStart() : typed;

    private static string? CountryOf(string? region) => region is { Length: 2 } && region != "ZZ" ? region : null;
}
