using Intake.LocalHost.Demo;
using Intake.LocalHost.Mailbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.LocalHost;

/// <summary>What this host serves besides functions: the mailbox and the demo site.</summary>
internal static class LocalPages
{
    /// <summary>Registers the services of the pages.</summary>
    internal static void AddServices(IServiceCollection services)
    {
        services.AddRazorComponents();
        // Razor components bring data protection along; nothing here uses it, so it must leave no keys in the home directory.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddMailbox();
    }

    /// <summary>Maps the pages. A route that a function has too would be ambiguous, so keep them apart.</summary>
    internal static void Map(WebApplication app)
    {
        app.MapMailbox();
        app.MapDemo();
    }
}
