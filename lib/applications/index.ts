export { type ApplicationOption, listApplications, requireApplication } from './queries';
