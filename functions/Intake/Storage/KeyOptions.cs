using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Intake.Storage;

/// <summary>Settings <c>Identity__*</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>Base64 of at least 32 random bytes. Never changes: every key of every table is made with it.</summary>
    [Required, Base64String, MinLength(44, ErrorMessage = "Identity__Key is base64 of at least 32 bytes.")]
    public string Key { get; set; } = "";
}

/// <summary>Settings <c>Links__*</c>.</summary>
public sealed class LinkOptions
{
    /// <summary>Base64 of 32 random bytes each. The first seals; the others still open what they sealed.</summary>
    [Required, MinLength(1, ErrorMessage = "Links__Keys__0 is base64 of 32 bytes.")]
    public IList<string> Keys { get; set; } = [];
}

[OptionsValidator]
internal sealed partial class IdentityOptionsValidator : IValidateOptions<IdentityOptions>;

[OptionsValidator]
internal sealed partial class LinkOptionsValidator : IValidateOptions<LinkOptions>;
