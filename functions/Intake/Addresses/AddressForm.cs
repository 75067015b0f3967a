using Intake.Playbooks;
using Intake.Submissions.Forms;

namespace Intake.Addresses;

/// <summary>The form that asks for another address.</summary>
internal static class AddressForm
{
    /// <summary>It has one field.</summary>
    public static FormTarget Target { get; } = new("other-address", "/addresses", new Form
    {
        Id = "other-address",
        Title = AddressTexts.Label("Do we also know you by another address?", "Kennen wij u ook van een ander adres?"),
        Activity = "-",
        Fields =
        [
            new FormField
            {
                Name = FormFieldNames.Email, Label = AddressTexts.Label("Your other email address", "Uw andere e-mailadres"), Type = FieldType.Email, Required = true, MaxLength = 254,
            },
        ],
    });
}
