namespace Intake.Functions.Tests.EndToEnd;

/// <summary>What people fill in.</summary>
internal static class Some
{
    /// <summary>In names and addresses: keeps what one test does apart from all else.</summary>
    internal static string Tag() => Guid.NewGuid().ToString("N")[..8];

    internal static object Demo(string email, string firstName, string company) => new
    {
        email, firstName, lastName = "Jansen", company, jobTitle = "Operations manager", phone = "0612345678", country = "NL",
        proposition = "charging", message = $"Please show us how charging works at {company}.",
    };
}
