export { joinByOidc } from './join-by-oidc';
export { describeInvitation, listInvitations, listMembers } from './queries';
