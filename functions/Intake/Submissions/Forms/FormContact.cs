namespace Intake.Submissions.Forms;

/// <summary>The contact that fields by our own names describe.</summary>
internal static class FormContact
{
    /// <summary>Reads a contact; the address was checked before.</summary>
    /// <param name="value">Value of a field; null when absent.</param>
    public static Contact Of(Func<string, string?> value) => new()
    {
        Email = value(FormFieldNames.Email) ?? "",
        Name = value("name"),
        FirstName = value("firstName"),
        LastName = value("lastName"),
        Phone = value("phone"),
        JobTitle = value("jobTitle"),
        Company = value("company"),
        Staff = value("staff"),
        Industry = value("industry"),
        Country = value("country"),
        Postcode = value("postcode"),
    };
}
