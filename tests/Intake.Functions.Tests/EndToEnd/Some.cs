namespace Intake.Functions.Tests.EndToEnd;

/// <summary>What people fill in.</summary>
internal static class Some
{
    /// <summary>In names and addresses: keeps what one test does apart from all else.</summary>
    internal static string Tag() => Guid.NewGuid().ToString("N")[..8];

    internal static object Demo(string email, string firstName, string company) => new
    {
        email, firstName, lastName = "Jansen", company, jobTitle = "Operations manager", phone = "+31 6 12345678",
        proposition = "charging", message = $"Please show us how charging works at {company}.",
    };
}
